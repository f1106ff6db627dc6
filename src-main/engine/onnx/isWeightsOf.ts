/** Whether a file holds weights of a graph beside it: `X.onnx_data`, `X.onnx_data_1`, or torch's `X.onnx.data`. */
export function isWeightsOf(graph: string, file: string): boolean {
  return file.startsWith(graph) && /^[._]data(_\d+)?$/.test(file.slice(graph.length))
}
