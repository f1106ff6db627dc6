/** The minor version of ONNX Runtime whose `OrtApi` table is described here. */
export const apiVersion = 30

/** On Windows ONNX Runtime takes file names as UTF-16. */
const fileName = process.platform === 'win32' ? 'const char16_t*' : 'const char*'

/**
 * Members of `struct OrtApi` (onnxruntime_c_api.h; the order is append-only) that Parley calls: the place in the table
 * and the C signature. A wrong signature kills the process, so each stands here once.
 */
export const apiFunctions = {
  GetErrorMessage: { index: 2, returns: 'const char*', takes: 'void*' },
  CreateEnv: { index: 3, returns: 'void*', takes: 'int, const char*, _Out_ void**' },
  DisableTelemetryEvents: { index: 6, returns: 'void*', takes: 'void*' },
  CreateSession: { index: 7, returns: 'void*', takes: `void*, ${fileName}, void*, _Out_ void**` },
  CreateSessionFromArray: {
    index: 8,
    returns: 'void*',
    takes: 'void*, void*, size_t, void*, _Out_ void**',
  },
  CreateSessionOptions: { index: 10, returns: 'void*', takes: '_Out_ void**' },
  DisableMemPattern: { index: 17, returns: 'void*', takes: 'void*' },
  SetSessionGraphOptimizationLevel: { index: 23, returns: 'void*', takes: 'void*, int' },
  SetIntraOpNumThreads: { index: 24, returns: 'void*', takes: 'void*, int' },
  SessionGetInputCount: { index: 30, returns: 'void*', takes: 'void*, _Out_ size_t*' },
  SessionGetOutputCount: { index: 31, returns: 'void*', takes: 'void*, _Out_ size_t*' },
  SessionGetInputTypeInfo: { index: 33, returns: 'void*', takes: 'void*, size_t, _Out_ void**' },
  SessionGetOutputTypeInfo: { index: 34, returns: 'void*', takes: 'void*, size_t, _Out_ void**' },
  SessionGetInputName: { index: 36, returns: 'void*', takes: 'void*, size_t, void*, _Out_ void**' },
  SessionGetOutputName: { index: 37, returns: 'void*', takes: 'void*, size_t, void*, _Out_ void**' },
  CreateRunOptions: { index: 39, returns: 'void*', takes: '_Out_ void**' },
  RunOptionsSetTerminate: { index: 46, returns: 'void*', takes: 'void*' },
  CreateTensorAsOrtValue: {
    index: 48,
    returns: 'void*',
    takes: 'void*, int64_t*, size_t, int, _Out_ void**',
  },
  CreateTensorWithDataAsOrtValue: {
    index: 49,
    returns: 'void*',
    takes: 'void*, void*, size_t, int64_t*, size_t, int, _Out_ void**',
  },
  GetTensorMutableData: { index: 51, returns: 'void*', takes: 'void*, _Out_ void**' },
  CastTypeInfoToTensorInfo: { index: 55, returns: 'void*', takes: 'void*, _Out_ void**' },
  GetTensorElementType: { index: 60, returns: 'void*', takes: 'void*, _Out_ int*' },
  GetDimensionsCount: { index: 61, returns: 'void*', takes: 'void*, _Out_ size_t*' },
  GetDimensions: { index: 62, returns: 'void*', takes: 'void*, void*, size_t' },
  GetSymbolicDimensions: { index: 63, returns: 'void*', takes: 'void*, void*, size_t' },
  GetTensorTypeAndShape: { index: 65, returns: 'void*', takes: 'void*, _Out_ void**' },
  CreateMemoryInfo: { index: 68, returns: 'void*', takes: 'const char*, int, int, int, _Out_ void**' },
  AllocatorFree: { index: 76, returns: 'void*', takes: 'void*, void*' },
  GetAllocatorWithDefaultOptions: { index: 78, returns: 'void*', takes: '_Out_ void**' },
  ReleaseStatus: { index: 93, returns: 'void', takes: 'void*' },
  ReleaseSession: { index: 95, returns: 'void', takes: 'void*' },
  ReleaseValue: { index: 96, returns: 'void', takes: 'void*' },
  ReleaseRunOptions: { index: 97, returns: 'void', takes: 'void*' },
  ReleaseTypeInfo: { index: 98, returns: 'void', takes: 'void*' },
  ReleaseTensorTypeAndShapeInfo: { index: 99, returns: 'void', takes: 'void*' },
  ReleaseSessionOptions: { index: 100, returns: 'void', takes: 'void*' },
  AddSessionConfigEntry: { index: 130, returns: 'void*', takes: 'void*, const char*, const char*' },
  CreateAllocator: { index: 131, returns: 'void*', takes: 'void*, void*, _Out_ void**' },
  ReleaseAllocator: { index: 132, returns: 'void', takes: 'void*' },
  RunWithBinding: { index: 133, returns: 'void*', takes: 'void*, void*, void*' },
  CreateIoBinding: { index: 134, returns: 'void*', takes: 'void*, _Out_ void**' },
  ReleaseIoBinding: { index: 135, returns: 'void', takes: 'void*' },
  BindInput: { index: 136, returns: 'void*', takes: 'void*, const char*, void*' },
  BindOutput: { index: 137, returns: 'void*', takes: 'void*, const char*, void*' },
  BindOutputToDevice: { index: 138, returns: 'void*', takes: 'void*, const char*, void*' },
  GetBoundOutputValues: {
    index: 140,
    returns: 'void*',
    takes: 'void*, void*, _Out_ void**, _Out_ size_t*',
  },
  AddRunConfigEntry: { index: 165, returns: 'void*', takes: 'void*, const char*, const char*' },
  SessionOptionsAppendExecutionProvider_CUDA_V2: { index: 204, returns: 'void*', takes: 'void*, void*' },
  CreateCUDAProviderOptions: { index: 205, returns: 'void*', takes: '_Out_ void**' },
  UpdateCUDAProviderOptions: {
    index: 206,
    returns: 'void*',
    takes: 'void*, const char**, const char**, size_t',
  },
  ReleaseCUDAProviderOptions: { index: 208, returns: 'void', takes: 'void*' },
  SessionOptionsAppendExecutionProvider: {
    index: 216,
    returns: 'void*',
    takes: 'void*, const char*, const char**, const char**, size_t',
  },
  RunOptionsEnableProfiling: { index: 415, returns: 'void*', takes: `void*, ${fileName}` },
  SessionReleaseCapturedGraph: { index: 421, returns: 'void*', takes: 'void*, int' },
} as const satisfies Record<string, { index: number; returns: string; takes: string }>

export type ApiFunction = keyof typeof apiFunctions
