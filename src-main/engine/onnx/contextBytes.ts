/** CUDA's context with the kernels of its libraries, as `nvidia-smi` shows it for a process that has done one product. */
export const contextBytes = { cuda: 450e6, other: 150e6 }
