package io.tact.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotTest {
    private static final Object[] ONE = {
        new Channel("SMS"),
        Direction.OUTBOUND,
        Purpose.MARKETING,
        "DATA",
        "roaming",
        "CARE",
        SenderClass.CVM,
        "C-1",
        "O-1",
        new Amounts(Fixed.ONE, Fixed.ZERO, Fixed.ZERO)
    };
    private static final Object[] OTHER = {
        new Channel("PUSH"),
        Direction.INBOUND,
        Purpose.SERVICE,
        null,
        null,
        null,
        SenderClass.VAS,
        null,
        null,
        new Amounts(Fixed.ZERO, Fixed.ZERO, Fixed.ZERO)
    };

    @Test
    void differsInEachOfItsDimensions() throws ReflectiveOperationException {
        assertThat(slot(ONE)).isEqualTo(slot(ONE)).hasSameHashCodeAs(slot(ONE));
        List<String> alike = new ArrayList<>();
        for (int i = 0; i < ONE.length; i++) {
            Object[] changed = ONE.clone();
            changed[i] = OTHER[i];
            if (slot(changed).equals(slot(ONE)) || slot(ONE).equals(slot(changed))) {
                alike.add(Slot.class.getRecordComponents()[i].getName());
            }
        }
        assertThat(alike).isEmpty();
    }

    private static Slot slot(Object[] dimensions) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(Slot.class.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return Slot.class.getDeclaredConstructor(types).newInstance(dimensions);
    }
}
