import { defineCommand } from '../command.ts';
import { FILE_OPTIONS, RUN_OPTIONS } from '../options.ts';

/** `mcp-smoke doctor [FILE …]`: Node, commands, folder, variables, ports, configs, and servers that hosts left behind. */
export const doctorCommand = defineCommand({
  usage: 'doctor [files..]',
  describe: 'Look at this machine and folder: commands, variables, ports, configs, servers left behind',
  examples: [
    { line: 'doctor', does: 'this machine and folder' },
    { line: 'doctor smoke.yaml', does: 'and what one smoke file needs' },
  ],
  positionals: { files: { type: 'string', array: true, default: [] as string[] } },
  options: { ...FILE_OPTIONS, color: RUN_OPTIONS.color },
  async run(argv) {
    const { doctor } = await import('../doctor.ts');
    return doctor(argv);
  },
});
