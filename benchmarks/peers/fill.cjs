// One cell of the benchmark in a process of its own: node fill.cjs ENGINE TEMPLATE DATA OUT.
// Writes one document to OUT; then answers each line "seconds" with the CPU time of a document and the peak memory.
'use strict'
const fs = require('fs')
const readline = require('readline')

const [engine, templatePath, dataPath, out] = process.argv.slice(2)
const template = fs.readFileSync(templatePath)
const data = JSON.parse(fs.readFileSync(dataPath, 'utf8'))
let documents = 0

const ENGINES = {
  docxtemplater() {
    const PizZip = require('pizzip')
    const Docxtemplater = require('docxtemplater')
    return (values) => {
      const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true })
      document.render(values)
      return document.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' })
    }
  },
  carbone() {
    const carbone = require('carbone')
    return (values) =>
      new Promise((resolve, reject) =>
        carbone.render(templatePath, values, (error, result) => (error ? reject(error) : resolve(result))))
  },
  'easy-template-x'() {
    const { TemplateHandler } = require('easy-template-x')
    const handler = new TemplateHandler()
    return (values) => handler.process(template, values)
  },
}

const fill = ENGINES[engine]()
const next = () => fill({ ...data, title: data.title + ++documents }) // no two documents are the same

function peak() {
  const held = fs.existsSync('/proc/self/status') && /VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))
  return held ? Math.round(held[1] / 1024) : 0
}

async function measure(least) {
  const start = process.cpuUsage()
  let calls = 0
  let spent = 0
  while (spent < least * 1e6) {
    await next()
    calls += 1
    const used = process.cpuUsage(start)
    spent = used.user + used.system
  }
  return { microseconds: spent / calls, peak: peak() }
}

async function main() {
  fs.writeFileSync(out, await fill(data))
  console.log(JSON.stringify({ ready: true }))
  for await (const line of readline.createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await measure(Number(line))))
  }
  process.exit(0)
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
