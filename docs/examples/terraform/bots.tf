# An associated bot is listed for tools; recontact.flows.bots maps its name to a URL (docs/flows.md).
resource "aws_connect_bot_association" "weather" {
  instance_id = aws_connect_instance.shop.id

  lex_bot {
    lex_region = "us-east-1"
    name       = "Weather"
  }
}
