import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetContactAttributesCommand, StartChatContactCommand } from "@aws-sdk/client-connect";
import { FLOW, GRACE, INSTANCE, startRecontact } from "./recontact.js";

let recontact;
before(async () => (recontact = await startRecontact()));
after(() => recontact?.stop());

/** Starts a chat for a customer, as the application does. */
function startChat(connect, name, order) {
  return connect.send(
    new StartChatContactCommand({
      InstanceId: INSTANCE,
      ContactFlowId: FLOW,
      ParticipantDetails: { DisplayName: name },
      InitialMessage: { ContentType: "text/plain", Content: `My order is ${order}` },
      Attributes: { order },
    }),
  );
}

test("an agent answers the chat of an order", async () => {
  await recontact.setStatus(GRACE, "Available");

  const chat = await startChat(recontact.connect, "Ada", "4711");
  const ada = await recontact.join(chat.ParticipantToken);
  const grace = await recontact.accept(GRACE, chat.ContactId);

  await grace.expect("My order is 4711");
  await grace.send("It is on its way");
  await ada.expect("It is on its way");
  const { Attributes } = await recontact.connect.send(
    new GetContactAttributesCommand({ InstanceId: INSTANCE, InitialContactId: chat.ContactId }),
  );
  assert.equal(Attributes.order, "4711");
});
