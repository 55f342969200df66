package io.recontact.testcontrol.web;

import io.recontact.api.TestControlsEnabled;
import io.recontact.push.WebSocketControl;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Websockets of this node in the test controls. */
@RestController
@TestControlsEnabled
@RequestMapping(TestControlFilter.PATH + "/websockets")
class WebSocketController {

    private final WebSocketControl sockets;
    private final LosableWebSockets losable;

    WebSocketController(WebSocketControl sockets, LosableWebSockets losable) {
        this.sockets = sockets;
        this.losable = losable;
    }

    @PostMapping("/close")
    WebSocketMembers.CloseResponse closeWebSockets(@Valid @RequestBody WebSocketMembers.CloseRequest request) {
        if (Boolean.FALSE.equals(request.closeFrame())) {
            losable.lose(request.which());
        }
        // The service learns of a lost connection when it writes to it.
        return new WebSocketMembers.CloseResponse(sockets.close(request.which()));
    }
}
