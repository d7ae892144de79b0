package io.tact.arbitration;

/** The packed, versioned binary form of {@link DecisionInputs}. */
public final class DecisionInputsCodec {
    private DecisionInputsCodec() {}

    public static byte[] encode(DecisionInputs inputs) {
        throw new UnsupportedOperationException("to be written: " + inputs.epoch());
    }

    /** @throws IllegalArgumentException if the bytes are none */
    public static DecisionInputs decode(byte[] bytes) {
        throw new UnsupportedOperationException("to be written: " + bytes.length);
    }
}
