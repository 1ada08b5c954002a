const { Server } = require('@modelcontextprotocol/sdk/server/index.js');
const { StdioServerTransport } = require('@modelcontextprotocol/sdk/server/stdio.js');
const { CallToolRequestSchema } = require('@modelcontextprotocol/sdk/types.js');
const { search } = require('./search.cjs');

class Notes {
  constructor() {
    this.server = new Server({ name: 'x', version: '1' }, {});
    this.server.setRequestHandler(CallToolRequestSchema, async (request) => {
      switch (request.params.name) {
        case 'search':
          return search(request.params.arguments);
        default:
          throw new Error('unknown');
      }
    });
  }

  async run() {
    await this.server.connect(new StdioServerTransport());
  }
}

new Notes().run();
