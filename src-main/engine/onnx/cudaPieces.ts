/** One package of PyPI with libraries in it. A wheel is a zip archive. */
export interface CudaPiece {
  readonly package: string
  readonly version: string
  readonly file: string
  readonly sizeBytes: number
  readonly sha256: string
}

/** The libraries of CUDA's major version 13 need a driver that speaks it; NVIDIA's release notes name 580. */
export const cudaMajor = 13
export const oldestDriver = 580

/**
 * What CUDA needs beside the driver, from PyPI: ONNX Runtime with its CUDA provider, built from the same commit as the
 * library that onnxruntime-node ships (its build info says so), and NVIDIA's libraries of CUDA 13.0 and cuDNN 9. The provider
 * is linked to the runtime, cuBLAS and cuRAND (`readelf -d`). It loads cuDNN by name, for the voice's convolutions, and cuDNN
 * loads NVRTC so where it compiles a kernel.
 */
export const cudaPieces: Readonly<Partial<Record<string, readonly CudaPiece[]>>> = {
  'linux-x64': [
    {
      package: 'onnxruntime-gpu',
      version: '1.30.0',
      file: 'onnxruntime_gpu-1.30.0-cp312-cp312-manylinux_2_28_x86_64.whl',
      sizeBytes: 246685715,
      sha256: '6acc0f4b3d5ac5f2984432faa59dd8fcce6775f8b43a7140afa0f322c7a703b1',
    },
    {
      package: 'nvidia-cuda-runtime',
      version: '13.0.96',
      file: 'nvidia_cuda_runtime-13.0.96-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
      sizeBytes: 2243632,
      sha256: '7f82250d7782aa23b6cfe765ecc7db554bd3c2870c43f3d1821f1d18aebf0548',
    },
    {
      package: 'nvidia-cuda-nvrtc',
      version: '13.0.88',
      file: 'nvidia_cuda_nvrtc-13.0.88-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl',
      sizeBytes: 90215200,
      sha256: 'ad9b6d2ead2435f11cbb6868809d2adeeee302e9bb94bcf0539c7a40d80e8575',
    },
    {
      package: 'nvidia-cublas',
      version: '13.1.0.3',
      file: 'nvidia_cublas-13.1.0.3-py3-none-manylinux_2_27_x86_64.whl',
      sizeBytes: 423133236,
      sha256: 'ee8722c1f0145ab246bccb9e452153b5e0515fd094c3678df50b2a0888b8b171',
    },
    {
      package: 'nvidia-curand',
      version: '10.4.0.35',
      file: 'nvidia_curand-10.4.0.35-py3-none-manylinux_2_27_x86_64.whl',
      sizeBytes: 59544258,
      sha256: '1aee33a5da6e1db083fe2b90082def8915f30f3248d5896bcec36a579d941bfc',
    },
    {
      package: 'nvidia-cudnn-cu13',
      version: '9.15.1.9',
      file: 'nvidia_cudnn_cu13-9.15.1.9-py3-none-manylinux_2_27_x86_64.whl',
      sizeBytes: 351298418,
      sha256: 'ebc9a647918df0d7298d67cfaf41579fd4c78ead9aba246f5ad9414d61b9ec4c',
    },
  ],
  'win32-x64': [
    {
      package: 'onnxruntime-gpu',
      version: '1.30.0',
      file: 'onnxruntime_gpu-1.30.0-cp312-cp312-win_amd64.whl',
      sizeBytes: 160478594,
      sha256: '882da66f936e1f560b155118c5953dc45268cd92893abb8d31a940f4d1effb36',
    },
    {
      package: 'nvidia-cuda-runtime',
      version: '13.0.96',
      file: 'nvidia_cuda_runtime-13.0.96-py3-none-win_amd64.whl',
      sizeBytes: 2927037,
      sha256: 'f79298c8a098cec150a597c8eba58ecdab96e3bdc4b9bc4f9983635031740492',
    },
    {
      package: 'nvidia-cuda-nvrtc',
      version: '13.0.88',
      file: 'nvidia_cuda_nvrtc-13.0.88-py3-none-win_amd64.whl',
      sizeBytes: 76807835,
      sha256: '6bcd4e7f8e205cbe644f5a98f2f799bef9556fefc89dd786e79a16312ce49872',
    },
    {
      package: 'nvidia-cublas',
      version: '13.1.0.3',
      file: 'nvidia_cublas-13.1.0.3-py3-none-win_amd64.whl',
      sizeBytes: 404355960,
      sha256: '2a3b94a37def342471c59fad7856caee4926809a72dd5270155d6a31b5b277be',
    },
    {
      package: 'nvidia-curand',
      version: '10.4.0.35',
      file: 'nvidia_curand-10.4.0.35-py3-none-win_amd64.whl',
      sizeBytes: 55242481,
      sha256: '65b1710aa6961d326b411e314b374290904c5ddf41dc3f766ebc3f1d7d4ca69f',
    },
    {
      package: 'nvidia-cudnn-cu13',
      version: '9.15.1.9',
      file: 'nvidia_cudnn_cu13-9.15.1.9-py3-none-win_amd64.whl',
      sizeBytes: 336136012,
      sha256: 'e99068ca372b9791483759705ff79545e6e0ab5fe6352772e084cc6d1a419ab6',
    },
  ],
}

/** ONNX Runtime itself, and what is loaded before it so that it finds it, in this order. */
export const cudaLibraries: Readonly<
  Partial<Record<string, { runtime: string; provider: readonly string[]; needs: readonly string[] }>>
> = {
  'linux-x64': {
    runtime: 'libonnxruntime.so.1.30.0',
    provider: ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_cuda.so'],
    needs: [
      'libcudart.so.13',
      'libnvrtc.so.13',
      'libcublasLt.so.13',
      'libcublas.so.13',
      'libcurand.so.10',
      'libcudnn.so.9',
    ],
  },
  'win32-x64': {
    runtime: 'onnxruntime.dll',
    provider: ['onnxruntime_providers_shared.dll', 'onnxruntime_providers_cuda.dll'],
    needs: [
      'cudart64_13.dll',
      'nvrtc64_130_0.dll',
      'cublasLt64_13.dll',
      'cublas64_13.dll',
      'curand64_10.dll',
      'cudnn64_9.dll',
    ],
  },
}

/** Entries of the wheels that are wanted: shared libraries, without TensorRT's provider, Python's own and BLAS for other programs. */
export function isWantedLibrary(entry: string): boolean {
  const name = entry.slice(entry.lastIndexOf('/') + 1)
  return /(\.so(\.[\d.]+)?|\.dll)$/.test(name) && !/tensorrt|pybind|nvblas|[._]alt\./.test(name)
}

/**
 * Parts that cuDNN and NVRTC load by their bare names. Windows does not look for those beside the library that wants them,
 * but finds what is loaded already (onnxruntime's `preload_dlls` loads them for the same reason).
 */
export function isFoundByName(name: string): boolean {
  return /^(cudnn_\w+|nvrtc-builtins\d+_\d+)\.dll$/.test(name)
}
