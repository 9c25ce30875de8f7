/** What this browser remembers: the session id, and whether the chat was open. Without storage it lasts as long as the page. */

const fallback = new Map<string, string>();

function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

export class Memory {
  private readonly name: string;

  constructor(server: string) {
    this.name = `night-cramp-chat ${server}`;
  }

  get token(): string | null {
    return attempt(() => localStorage.getItem(this.name), null) ?? fallback.get(this.name) ?? null;
  }

  set token(token: string | null) {
    if (token === null) {
      fallback.delete(this.name);
      attempt(() => localStorage.removeItem(this.name), undefined);
      return;
    }
    fallback.set(this.name, token);
    attempt(() => localStorage.setItem(this.name, token), undefined);
  }

  get wasOpen(): boolean {
    return attempt(() => sessionStorage.getItem(this.name), null) === "open";
  }

  set wasOpen(open: boolean) {
    attempt(() => sessionStorage.setItem(this.name, open ? "open" : "closed"), undefined);
  }
}
