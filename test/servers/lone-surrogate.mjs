/** Cuts a text in the middle of an emoji, which JSON can still carry as an escape. `--at=initialize|list|call` */
import { atFault, serve } from './serve.mjs';

function answer(response, request) {
  const emoji = atFault(request) ? '😀'.slice(0, 1) : '😀';
  const { serverInfo, tools, content } = response.result ?? {};
  if (serverInfo) serverInfo.name = `fixture ${emoji}`;
  if (tools) tools[1].description = `Says ${emoji}`;
  if (content) content[0].text = `It says ${emoji}`;
  return response;
}

serve({ answer });
