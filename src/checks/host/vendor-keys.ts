import { isObject } from '../../json/kind.ts';
import type { HostRule } from './host-check.ts';

const VENDOR_KEYS = ['strict', 'cacheControl', 'cache_control'];

export const vendorKeys: HostRule = {
  id: 'vendor-keys',
  level: 'warning',
  title: "A tool carries keys of one model's API.",
  hint: 'Leave them out: the host adds what its API needs, and refuses the tools that bring it along.',
  told: "there are keys of one model's API, with which Claude Desktop shows no tools at all",
  faultsOf: (tool) => {
    const { inputSchema } = tool;
    return [
      ...keysIn(tool).map((key) => ({ where: `/${key}`, what: key })),
      ...(isObject(inputSchema) ? keysIn(inputSchema) : []).map((key) => ({ where: `/inputSchema/${key}`, what: key })),
    ];
  },
};

function keysIn(holder: Readonly<Record<string, unknown>>): string[] {
  return VENDOR_KEYS.filter((key) => holder[key] !== undefined);
}
