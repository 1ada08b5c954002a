/** The table of tools. A new one is a file in `tools/` and a line here. */
import type { ServedTool } from './tool.ts';
import { checkTool } from './tools/check.ts';
import { explainTool } from './tools/explain.ts';
import { initTool } from './tools/init.ts';
import { lintTool } from './tools/lint.ts';
import { probeTool } from './tools/probe.ts';
import { runTool } from './tools/run.ts';

export function toolsFor(mayWrite: boolean): readonly ServedTool[] {
  return [probeTool, runTool, checkTool, lintTool, explainTool, initTool(mayWrite)];
}
