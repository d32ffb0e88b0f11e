// Takes the place of jsii's own launcher in the executable jar.
//
// jsii's launcher warns about Node.js versions past their end of life, then starts a second Node.js
// process that does the work, and passes every message on to it. This one does the work itself,
// which saves a process start and two hops per message.
'use strict';

const fs = require('fs');
const path = require('path');
const { Writable } = require('stream');

// The package cache would leave files behind in the user's home directory, and needs the
// --preserve-symlinks that only the second process gets. The slim bundles unpack as fast.
process.env.JSII_RUNTIME_PACKAGE_CACHE = 'disabled';

// jsii's program talks to its parent over file descriptor 3, which is how the launcher starts it.
// Java, which started us, listens at the standard streams.
const MESSAGES = 3;
const { readSync, writeSync } = fs;
fs.readSync = (fd, ...rest) => readSync(fd === MESSAGES ? 0 : fd, ...rest);
fs.writeSync = (fd, ...rest) => writeSync(fd === MESSAGES ? 1 : fd, ...rest);

// That leaves no standard output for what JavaScript code prints. Java takes it from standard
// error, wrapped as jsii's launcher does.
Object.defineProperty(process, 'stdout', {
  value: new Writable({
    write(chunk, encoding, done) {
      const stdout = Buffer.from(chunk, encoding).toString('base64');
      process.stderr.write(`${JSON.stringify({ stdout })}\n`, done);
    },
  }),
});

// Java decides when to end, also when an interrupt reaches both of us, so that nothing is left
// behind: neither what jsii unpacked nor the folder that Java put this file into.
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) {
  process.on(signal, () => {});
}
const unpacked = path.dirname(__dirname);
if (path.basename(unpacked).startsWith('jsii-java-runtime')) {
  process.on('exit', () => fs.rmSync(unpacked, { recursive: true, force: true }));
}

// CDKTF takes a stack trace for every reference, in case it can't be resolved; from Java it shows
// nothing but jsii itself, and costs a tenth of the synthesis.
if (!process.env.JSII_DEBUG) {
  Error.captureStackTrace = () => {};
  Error.stackTraceLimit = 0;
}

require('../lib/program.js');
