from conftest import FLOW, GRACE, INSTANCE, Participant


def start_chat(connect, name, order):
    """Start a chat for a customer, as the application does."""
    return connect.start_chat_contact(
        InstanceId=INSTANCE,
        ContactFlowId=FLOW,
        ParticipantDetails={"DisplayName": name},
        InitialMessage={"ContentType": "text/plain", "Content": f"My order is {order}"},
        Attributes={"order": order},
    )


def test_an_agent_answers_the_chat_of_an_order(recontact):
    recontact.set_status(GRACE, "Available")

    chat = start_chat(recontact.connect, "Ada", "4711")
    ada = Participant(recontact, chat["ParticipantToken"])
    grace = recontact.accept(GRACE, chat["ContactId"])

    grace.expect("My order is 4711")
    grace.send("It is on its way")
    ada.expect("It is on its way")
    attributes = recontact.connect.get_contact_attributes(InstanceId=INSTANCE, InitialContactId=chat["ContactId"])
    assert attributes["Attributes"]["order"] == "4711"
