import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

export class Registrar {
  private readonly greeting = 'hello';

  register(server: McpServer): void {
    server.registerTool('method', {}, this.handle.bind(this));
    server.registerPrompt('wrapped', {}, logged(async () => {
      console.log('x'); // expect: stdout-noise-call error
      return { messages: [] };
    }));
  }

  private async handle() {
    this.tell();
    return { content: [] };
  }

  private tell(): void {
    console.log(this.greeting); // expect: stdout-noise-call error
  }
}

function logged<T>(handler: () => Promise<T>): () => Promise<T> {
  return handler;
}
