// Starts telegram-test-api, a Bot API server that others wrote: node other_server.js PORT
//
// Where it departs from what Telegram documents it is put right here, and nowhere else:
// - sendMessage answers with a date in milliseconds; Telegram gives seconds.
// - a tapped message comes without its id and keyboard; `message_id` and `reply_markup` of the request are kept.
// - getMe leaves out is_bot; setMyCommands and sendChatAction are not there.
'use strict';
const TelegramServer = require('telegram-test-api');

const Server = TelegramServer.TelegramServer || TelegramServer.default || TelegramServer;
const server = new Server({ port: Number(process.argv[2]), host: '127.0.0.1', storeTimeout: 600 });
const add = server.addBotMessage.bind(server);
server.addBotMessage = (message, token) => {
  // The form's numbers arrive as text.
  const answer = add({ ...message, chat_id: Number(message.chat_id) }, token);
  return { ...answer, date: Math.floor(answer.date / 1000) };
};
const extra = ['setMyCommands', 'sendChatAction'];
const stack = server.webServer._router.stack;
const first = stack.findIndex((layer) => layer.route);
for (const method of extra) {
  server.webServer.all(`/bot:token/${method}`, (_request, response) => response.json({ ok: true, result: true }));
  stack.splice(first, 0, stack.pop());
}
server.start().then(() => process.stdout.write('ready\n'));
