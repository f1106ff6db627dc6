import koffi from 'koffi'

/**
 * koffi, set up for ONNX Runtime. It runs asynchronous calls on stacks of its own of 128 KiB, which compiling a shader
 * or a large graph overflows: the process would die. 8 MiB is what the main thread of a program has.
 */
const stackBytes = 8 * 2 ** 20
// It cannot be set up again once it has loaded a library.
if (koffi.config().async_stack_size !== stackBytes)
  koffi.config({ sync_stack_size: stackBytes, async_stack_size: stackBytes })

export { koffi as native }
