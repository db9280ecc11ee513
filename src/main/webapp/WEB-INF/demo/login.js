const KEY = "sockee.login";

/** Who the page is logged in as, and the token that stands for it. One for the browser, or one for this tab. */
export class Login {
  #offered;

  /** {name, token, remembered}, or nothing. Read anew each time: another tab may have changed it. */
  get current() {
    const forTab = sessionStorage.getItem(KEY);
    const stored = forTab ?? localStorage.getItem(KEY);
    return stored === null ? undefined : { ...JSON.parse(stored), remembered: forTab === null };
  }

  /** What a socket says of it when it connects. */
  offer() {
    const { name, token } = this.current ?? {};
    this.#offered = token;
    return token === undefined ? {} : { name, token };
  }

  /** The token that was offered is not valid. Another tab may have a new one by now. */
  refused() {
    if (this.current?.token === this.#offered) this.end();
  }

  /** @param remembered whether it outlasts this tab */
  begin({ name, token }, remembered) {
    this.end();
    (remembered ? localStorage : sessionStorage).setItem(KEY, JSON.stringify({ name, token }));
  }

  /** Another token takes the place of the one there was. */
  renew(account) {
    if (this.current) this.begin(account, this.current.remembered);
  }

  end() {
    sessionStorage.removeItem(KEY);
    localStorage.removeItem(KEY);
  }
}
