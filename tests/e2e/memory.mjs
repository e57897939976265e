// The size of a worker's wasm memory, read from outside: the product carries nothing for it.

/** Bytes of all `WebAssembly.Memory` objects in the page's dedicated workers. */
export async function workerMemory(page) {
  const session = await page.context().newCDPSession(page);
  const workers = [];
  const replies = new Map();
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.push(sessionId);
  });
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result, error } = JSON.parse(message);
    if (id === undefined) return;
    error ? replies.get(id)?.reject(new Error(error.message)) : replies.get(id)?.resolve(result);
    replies.delete(id);
  });
  let number = 0;
  const send = (sessionId, method, params = {}) =>
    new Promise((resolve, reject) => {
      number += 1;
      replies.set(number, { resolve, reject });
      session
        .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id: number, method, params }) })
        .catch(reject);
    });

  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  let bytes = 0;
  for (const worker of workers) {
    await send(worker, 'Runtime.enable');
    const { result: prototype } = await send(worker, 'Runtime.evaluate', {
      expression: 'WebAssembly.Memory.prototype',
    });
    const { objects } = await send(worker, 'Runtime.queryObjects', { prototypeObjectId: prototype.objectId });
    const { result } = await send(worker, 'Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration: 'function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }',
      returnByValue: true,
    });
    bytes += result.value;
  }
  await session.detach();
  return bytes;
}
