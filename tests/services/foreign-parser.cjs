'use strict';
// An ESC/POS parser that others wrote (npos, MIT), run where it was installed: node foreign-parser.cjs FOLDER < bytes.
// Prints a line for each command: its name, or its bytes in hex.
const { createRequire } = require('node:module');
const inFolder = createRequire(`${process.argv[2]}/package.json`);
const rules = inFolder('npos/lib/parser/rules');
const symbols = inFolder('npos/lib/parser/symbols');
// Its table lacks GS ( k and GS ( H: like every GS ( they carry their length in two bytes, low first.
rules[symbols.GS]['(k'] = [0, 'd16'];
rules[symbols.GS]['(H'] = [0, 'd16'];
const bytes = require('node:fs').readFileSync(0);

inFolder('npos')
  .parser(inFolder('npos/lib/parser/ruler').normalize(rules))
  .parse(bytes)
  .then(
    ({ tree }) => {
      const nodes = tree.map(({ ascii, fn, offset, length }) => ({
        command: `${ascii} ${fn ?? ''}`.trim(),
        hex: bytes.subarray(offset, offset + length).toString('hex'),
      }));
      process.stdout.write(JSON.stringify(nodes));
    },
    (error) => {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    },
  );
