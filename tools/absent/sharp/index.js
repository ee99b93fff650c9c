throw new Error('sharp is not part of Commonplace: the model runs in browser workers.');
