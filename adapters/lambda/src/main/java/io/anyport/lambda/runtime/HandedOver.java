package io.anyport.lambda.runtime;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/**
 * A connection to the Runtime API that {@code anyport-runtime} has made before the JVM started, and left as its standard input. The JDK's
 * sockets are some 45 classes, most of them in no archive, and more than a tenth of what a start takes beside the JVM's own.
 *
 * <p>It cannot be told to send at once (TCP_NODELAY), nor be closed while another thread reads.
 */
final class HandedOver implements ByteChannel {

    /** Names the Runtime API that standard input is connected to. */
    static final String VARIABLE = "ANYPORT_LAMBDA_CONNECTED";

    /** Until then the other side acknowledges each packet as it comes, so that nothing waits behind it. */
    private static final int FIRST_WRITES = 2;

    private final FileInputStream in = new FileInputStream(FileDescriptor.in);
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.in);
    private boolean isOpen = true;
    private int writes;

    /** Takes standard input over; nobody else is to read from it. */
    HandedOver() {
        System.setIn(InputStream.nullInputStream());
    }

    /** {@return whether so many bytes, written at once, leave without waiting for what was sent before them} */
    boolean isFitFor(int length) {
        return length <= ApiSocket.ONE_PACKET || writes < FIRST_WRITES;
    }

    /** Reads into a buffer that has an array. */
    @Override
    public int read(ByteBuffer into) throws IOException {
        int read = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        if (read > 0) {
            into.position(into.position() + read);
        }
        return read;
    }

    /** Writes all of a buffer that has an array. */
    @Override
    public int write(ByteBuffer from) throws IOException {
        int length = from.remaining();
        writes++;
        out.write(from.array(), from.arrayOffset() + from.position(), length);
        from.position(from.limit());
        return length;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    /** Puts nothing in the place of the connection, so that the number of its descriptor is not given to another file. */
    @Override
    public void close() throws IOException {
        isOpen = false;
        in.close();
    }
}
