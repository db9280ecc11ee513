package io.sockee.connection;

import java.util.List;
import java.util.function.Function;

/**
 * Frames that follow each other without a gap: a packet and its binary attachments. Immutable; a broadcast hands the
 * same instance to every recipient.
 */
public final class Frames {
    private static final List<Frame> NO_MORE = List.of();

    private final Frame first;
    private final List<Frame> rest;
    private final long size;

    private Frames(Frame first, List<Frame> rest) {
        this.first = first;
        this.rest = rest;
        long sum = first.size();
        for (Frame frame : rest) {
            sum += frame.size();
        }
        this.size = sum;
    }

    /** A single frame. */
    public static Frames of(Frame frame) {
        return new Frames(frame, NO_MORE);
    }

    /** A single text frame. */
    public static Frames text(String text) {
        return of(new Frame.Text(text));
    }

    /** A text frame with the binary frames that belong to it. */
    public static Frames of(String text, List<byte[]> attachments) {
        return of(text, attachments, Frame.Binary::new);
    }

    /**
     * The same.
     *
     * @param form makes the frame of a binary message, as the transport protocol below has it
     */
    public static Frames of(String text, List<byte[]> attachments, Function<byte[], Frame.Binary> form) {
        return new Frames(
                new Frame.Text(text), attachments.stream().<Frame>map(form).toList());
    }

    /** Text frames, at least one. */
    public static Frames texts(List<String> texts) {
        List<Frame> frames = texts.stream().<Frame>map(Frame.Text::new).toList();
        return new Frames(frames.get(0), frames.subList(1, frames.size()));
    }

    /** The number of frames, at least one. */
    public int count() {
        return 1 + rest.size();
    }

    /** The frame at a position from 0. */
    public Frame get(int index) {
        return index == 0 ? first : rest.get(index - 1);
    }

    /** Has them sent uncompressed everywhere; before they are given to anybody. */
    public void leavePlain() {
        for (int i = 0; i < count(); i++) {
            if (get(i) instanceof Frame.Message message) {
                message.leavePlain();
            }
        }
    }

    /** The sum of the frames' {@linkplain Frame#size() sizes}. */
    public long size() {
        return size;
    }
}
