// Starts telegram-test-api, a Bot API server that others wrote: node other_server.js PORT
//
// It is used as it is, but for this: setMyCommands and sendChatAction are not there and are added, and numbers of a form,
// which arrive as text, become numbers, without which its own client does not find the messages of a chat.
'use strict';
const TelegramServer = require('telegram-test-api');

const server = new TelegramServer({ port: Number(process.argv[2]), host: '127.0.0.1', storeTimeout: 600 });
const add = server.addBotMessage.bind(server);
server.addBotMessage = (message, token) => add({ ...message, chat_id: Number(message.chat_id) }, token);
const stack = server.webServer._router.stack;
const first = stack.findIndex((layer) => layer.route);
for (const method of ['setMyCommands', 'sendChatAction']) {
  server.webServer.all(`/bot:token/${method}`, (_request, response) => response.json({ ok: true, result: true }));
  stack.splice(first, 0, stack.pop());
}
server.start().then(() => process.stdout.write('ready\n'));
