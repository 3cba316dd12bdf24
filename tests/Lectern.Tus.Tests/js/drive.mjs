// Drives the real tus-js-client:  node drive.mjs '{"scenario":"upload","endpoint":"…","file":"…", …}'
// A line on standard input aborts the upload. Prints one JSON line: what became of it and the requests it took.
import { createReadStream } from 'node:fs'
import { PassThrough } from 'node:stream'
import { Upload, FileUrlStorage } from 'tus-js-client'

const job = JSON.parse(process.argv[2])
const requests = []

function run() {
  return new Promise((resolve) => {
    const upload = new Upload(job.scenario === 'deferred' ? endless(job.file) : createReadStream(job.file), {
      endpoint: job.endpoint,
      chunkSize: job.chunkSize ?? Infinity,
      retryDelays: [0, 50, 200, 500, 1000, 2000],
      headers: { 'X-Owner': 'user-1' },
      metadata: { filename: 'Vorlesung ä.mp4', filetype: 'video/mp4' },
      uploadLengthDeferred: job.scenario === 'deferred',
      uploadDataDuringCreation: job.scenario === 'with-creation',
      removeFingerprintOnSuccess: true,
      storeFingerprintForResuming: job.storage !== undefined,
      urlStorage: job.storage ? new FileUrlStorage(job.storage) : undefined,
      onAfterResponse: (request, response) => requests.push(`${request.getMethod()} ${response.getStatus()}`),
      onSuccess: () => resolve({ outcome: 'done', url: upload.url }),
      onError: (error) => resolve({
        outcome: 'error', url: upload.url,
        status: error.originalResponse?.getStatus(), body: error.originalResponse?.getBody(),
      }),
    })
    process.stdin.once('data', () =>
      upload.abort(job.scenario === 'terminate').then(() => resolve({ outcome: 'aborted', url: upload.url })))
    start(upload)
  })
}

// A stream that does not know its own end.
function endless(file) {
  return createReadStream(file).pipe(new PassThrough())
}

async function start(upload) {
  const previous = job.storage ? await upload.findPreviousUploads() : []
  if (previous.length > 0) upload.resumeFromPreviousUpload(previous[0])
  upload.start()
}

console.log(JSON.stringify({ ...(await run()), requests }))
process.stdin.destroy()
