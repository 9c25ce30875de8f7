/** Every word that the widget itself says, in one place. None of them states a health fact: those come with the answers. */
export const english = {
  /** The language of these words, for screen readers and for dates. */
  language: "en",
  title: "Leg cramps at night",
  subtitle: "Chatbot, not a doctor",
  launcher: "Chat about leg cramps at night",
  close: "Close the chat",
  conversation: "Conversation",
  welcome:
    "Hello. I am a chatbot, not a person and not a doctor. I answer questions about leg cramps at night from one article and better " +
    "sources beside it; each answer names its own.",
  kept:
    "What you write here and my answers are kept on this site's server, so that the chat is still here after a reload. Your name is not " +
    "asked for. Under “More” you can delete the conversation at any time.",
  starters: [
    { title: "What can I ask?", payload: "/ask_help" },
    { title: "What did you correct?", payload: "/ask_corrections" },
  ],
  you: "You",
  bot: "Chatbot",
  urgent: "Urgent",
  call: "Call {number}",
  youAskedAbout: "You asked about:",
  notMeant: "Not what I meant",
  forYou: "For you",
  more: "More detail",
  alsoKnown: "Also on this",
  knownToday: "What is known today",
  caution: "Caution",
  certainty: "How sure this is today:",
  sources: "Source:",
  sourcesMany: "Sources:",
  checked: "checked on {date}",
  newTab: "opens in a new tab",
  define: "What does “{name}” mean?",
  quickReplies: "Suggested questions",
  conditions: "Noted about you",
  forget: "Forget: {label}",
  helpful: "Was this helpful?",
  thumbsUp: "Helpful",
  thumbsDown: "Not helpful",
  why: "What was wrong with it?",
  reasons: [
    { id: "not-my-question", label: "Not my question" },
    { id: "hard-to-understand", label: "Hard to understand" },
    { id: "something-missing", label: "Something is missing" },
    { id: "wrong-or-unsafe", label: "Wrong or unsafe" },
  ],
  thanks: "Thank you. This was kept without anything about you.",
  notKept: "Your rating could not be kept. Please try again.",
  question: "Your question",
  placeholder: "Type your question",
  send: "Send",
  typing: "Looking it up …",
  left: "{left} characters left",
  tooLong: "{over} characters too many. Please shorten your question.",
  connecting: "Connecting …",
  offline: "No connection. I keep trying …",
  back: "Connected again.",
  waiting: "Waiting to be sent",
  failed: "Not sent",
  noAnswer: "No answer came.",
  retry: "Try again",
  menu: "More",
  startOver: "Start over",
  startedOver: "Started over. I no longer go by what was said before.",
  saveText: "Save as text",
  fileName: "leg-cramp-chat.txt",
  remove: "Delete my conversation",
  removeAsk: "Delete everything said in this chat, here and on the server? This cannot be undone.",
  removeYes: "Delete",
  removeNo: "Keep it",
  removed: "Deleted. Nothing of the conversation is left on the server.",
  notDone: "That did not work. Please try again.",
  whatIsKept: "What is kept",
  aTap: "(a button)",
};

export type Strings = typeof english;

/** Puts values into the places in braces. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
