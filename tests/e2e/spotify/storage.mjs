// What the authorisation server remembers, in memory. Nothing goes by itself: the tests say what ends, and when.
import { errors } from 'oidc-provider';

const SECOND = 1000;

/** Storage in the shape that oidc-provider asks for, and the few ways in which the tests meddle with it. */
export function createStorage() {
  const tables = new Map();
  const clients = new Map();
  const table = name => tables.get(name) ?? tables.set(name, new Map()).get(name);
  const first = (name, fits) => [...table(name).values()].find(fits);

  const adapter = name => ({
    upsert: async (id, payload) => {
      table(name).set(id, payload);
    },
    find: async id => (name === 'Client' ? clients.get(id) : table(name).get(id)),
    findByUid: async uid => first(name, payload => payload.uid === uid),
    findByUserCode: async code => first(name, payload => payload.userCode === code),
    destroy: async id => {
      table(name).delete(id);
    },
    // Of two calls at the same moment only the first may use it up.
    consume: async id => {
      const payload = table(name).get(id);
      if (!payload || payload.consumed) throw new errors.InvalidGrant('already used');
      payload.consumed = Math.floor(Date.now() / SECOND);
    },
    revokeByGrantId: async grant => {
      for (const [id, payload] of table(name)) if (payload.grantId === grant) table(name).delete(id);
    },
  });

  return {
    adapter,
    clients,
    count: name => table(name).size,
    /** Everything of that kind has ended a second ago. */
    end: name => {
      for (const payload of table(name).values()) payload.exp = Math.floor(Date.now() / SECOND) - 1;
    },
    forget: (...names) => {
      for (const name of names) table(name).clear();
    },
  };
}
