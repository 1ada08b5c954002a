/**
 * A forward proxy for the tests: every name leads to 127.0.0.1:`--to=PORT`. Prints `{"port": N}`, then one line of JSON per
 * request; ends with its stdin. `--password=USER:PASSWORD` makes it want that.
 */
import { createServer, request as send } from 'node:http';
import { connect } from 'node:net';
import { option } from './protocol.mjs';

const to = Number(option('to', '0'));
const wanted = option('password', '');
const print = (value) => console.log(JSON.stringify(value));
const isLetIn = ({ headers }) => wanted === '' || headers['proxy-authorization'] === `Basic ${btoa(wanted)}`;

const proxy = createServer((request, response) => {
  const { method, url, headers } = request;
  print({ method, url, host: headers.host });
  if (!isLetIn(request)) return response.writeHead(407).end('who are you?');
  const { pathname } = new URL(url);
  const onward = send({ host: '127.0.0.1', port: to, method, path: pathname, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers).flushHeaders();
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
});

proxy.on('connect', (request, socket) => {
  print({ method: 'CONNECT', url: request.url });
  if (!isLetIn(request)) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  const onward = connect(to, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    onward.pipe(socket).pipe(onward);
  });
  for (const [end, other] of [
    [onward, socket],
    [socket, onward],
  ])
    end.on('error', () => other.destroy());
});

proxy.listen(0, '127.0.0.1', () => print({ port: proxy.address().port }));
process.stdin.resume().on('end', () => process.exit(0));
