throw new Error('onnxruntime-node is not part of Commonplace: the model runs in browser workers.');
