package io.anyport.event;

import io.anyport.http.Response;

/** What takes the frames of WebSockets as they are. Called by many threads at once. */
@FunctionalInterface
public interface FrameHandler {

    /**
     * Handles a frame.
     *
     * @param frame the frame
     * @return the answer: a connection is refused by a status that is no success; the content goes back to the client where its route
     *     has answers
     * @throws Exception what the application has declared for it is the answer; anything else is a 500
     */
    Response handle(SocketFrame frame) throws Exception;
}
