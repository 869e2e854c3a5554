// Who is signed in and who is watching. Kept for this tab only; closing it forgets everything.

const storageKey = 'tastemaker';
const listeners = new Set();

/** `credential`: key or user token. `role`: operator (a key) or member (a token). `profile`: { id, name, isGuest }. */
export const session = {
  credential: '', role: '', profile: null,
  /** What a guest did: it goes along with each question, and nobody keeps it. */
  guestEvents: [],
  /** When, where and in which mood: '' = as it is. */
  moment: { device: '', at: '', mood: '', maturity: '' },
};

try {
  Object.assign(session, JSON.parse(sessionStorage.getItem(storageKey) ?? '{}'));
} catch { /* a damaged entry is no entry */ }

export function change(values) {
  Object.assign(session, values);
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(session));
  } catch { /* without storage the session lasts until the page is left */ }
  for (const listener of listeners) listener(session);
}

export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const signOut = () => change({
  credential: '', role: '', profile: null, guestEvents: [], moment: { device: '', at: '', mood: '', maturity: '' },
});

/** The path of the person's own things: a token may only say `me`. */
export const own = (rest = '') => `/v1/users/${session.role === 'member' ? 'me' : encodeURIComponent(session.profile?.id ?? '')}${rest}`;

/** The query parameters that the moment stands for. */
export function momentQuery() {
  const { device, at, mood, maturity } = session.moment;
  return { device: device || undefined, at: at || undefined, mood: mood || undefined, maturity: maturity || undefined };
}
