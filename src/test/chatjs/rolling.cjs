// A customer with the unmodified ChatJS who talks on and on while nodes behind a balancer are replaced. It tells the test
// that it is connected, and when its input ends, in a line of JSON, what was answered, what was not, and how many
// milliseconds its websocket was away each time.

const { Page } = require("./page.cjs");

const [endpoint, ContactId, ParticipantId, ParticipantToken] = process.argv.slice(2);
const PAUSE = 50;

let isOver = false;
process.stdin.on("end", () => (isOver = true)).resume();

async function main() {
  Page.config = { region: "us-east-1", endpoint, loggerConfig: { level: "ERROR" } };
  const page = await Page.customer({ ContactId, ParticipantId, ParticipantToken });
  const told = { acknowledged: [], failed: [], away: [] };
  let lost;
  page.session.onConnectionLost(() => (lost ??= Date.now()));
  page.session.onConnectionEstablished(() => {
    if (lost) told.away.push(Date.now() - lost);
    lost = undefined;
  });
  process.stdout.write("connected\n");
  for (let n = 0; !isOver; n++) {
    try {
      told.acknowledged.push((await page.say(`message ${n}`)).Id);
    } catch (error) {
      told.failed.push(String(error.message ?? error));
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  if (lost) told.away.push(Date.now() - lost);
  process.stdout.write(`${JSON.stringify(told)}\n`, () => process.exit());
}

main();
