package io.tact.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Amounts;
import io.tact.model.Channel;
import io.tact.model.Contact;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.ProfileValue;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedTest {
    private static ContactHistory unpacked(String subscriber) {
        ContactHistory history = TypicalHistory.of(subscriber, 3);
        return (ContactHistory) RecordCodec.decode(history.key(), RecordCodec.encode(history, 41));
    }

    @Test
    void whatManyRecordsSayIsInMemoryOnce() {
        ContactHistory one = unpacked("S-1");
        ContactHistory other = unpacked("S-2");

        for (int i = 0; i < one.contacts().size(); i++) {
            Contact mine = one.contacts().get(i);
            Contact theirs = other.contacts().get(i);
            assertThat(mine.slot()).isSameAs(theirs.slot());
            assertThat(mine.treatment()).isSameAs(theirs.treatment());
            assertThat(mine.id()).isNotSameAs(theirs.id());
        }
        List<String> names = List.copyOf(one.subscribers().get(0).profile().keySet());
        List<String> theirs = List.copyOf(other.subscribers().get(0).profile().keySet());
        for (int i = 0; i < names.size(); i++) {
            assertThat(names.get(i)).isSameAs(theirs.get(i));
        }
    }

    @Test
    void aMomentThatARecordSaysTwiceIsInMemoryOnce() {
        List<ProfileValue> values =
                List.copyOf(unpacked("S-1").subscribers().get(0).profile().values());

        assertThat(values).hasSizeGreaterThan(1).allSatisfy(value -> assertThat(value.asOf())
                .isSameAs(values.get(0).asOf()));
    }

    @Test
    void whatFindsNoRoomIsLeftAsItIs() {
        Shared<String> shared = new Shared<>(2);
        String first = new String("first");
        String third = new String("third");

        assertThat(shared.of(first)).isSameAs(first);
        shared.of("second");
        assertThat(shared.of(third)).isSameAs(third);
        assertThat(shared.of(new String("first"))).isSameAs(first);
        assertThat(shared.of(new String("third"))).isEqualTo(third).isNotSameAs(third);
    }

    @Test
    void everyTextIsReadAsItIsWhetherThereIsRoomForItOrNot() {
        SharedTexts shared = new SharedTexts(256);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 2_000; i++) {
                String text = (i % 3 == 0 ? "é" : "n") + i;
                byte[] utf8 = text.getBytes(UTF_8);
                byte[] around = ("<" + text + ">").getBytes(UTF_8);
                assertThat(shared.of(around, 1, utf8.length)).isEqualTo(text);
            }
        }
        assertThat(shared.of(new byte[3], 1, 0)).isEmpty();
    }

    @Test
    void aTextIsInMemoryOnceHoweverItsBytesCome() {
        SharedTexts shared = new SharedTexts(4);
        String name = shared.of("name".getBytes(UTF_8), 0, 4);
        assertThat(name).isEqualTo("name");
        assertThat(shared.of("my name".getBytes(UTF_8), 3, 4)).isSameAs(name);
    }

    @Test
    void aTextThatIsTooLongForANameIsLeftAsItIs() {
        byte[] text = "n".repeat(65).getBytes(UTF_8);
        String read = SharedTexts.NAMES.of(text, 0, 65);
        assertThat(SharedTexts.NAMES.of(text, 0, 65)).isEqualTo(read).isNotSameAs(read);
    }

    @Test
    void aSlotIsSharedOnlyWithOneThatSaysTheSame() {
        SharedSlots shared = new SharedSlots(64);
        for (Slot slot : differentSlots()) {
            Slot read = read(shared, slot);
            assertThat(read).isEqualTo(slot);
            assertThat(read(shared, slot)).isSameAs(read);
        }
    }

    /** One, and others that differ from it in one part each. */
    private static List<Slot> differentSlots() {
        Channel sms = new Channel("SMS");
        Amounts nothing = new Amounts(Fixed.ZERO, Fixed.ZERO, Fixed.ZERO);
        Direction out = Direction.OUTBOUND;
        Purpose marketing = Purpose.MARKETING;
        SenderClass cvm = SenderClass.CVM;
        return List.of(
                new Slot(sms, out, marketing, "k", "s", "n", cvm, "c", "o", nothing),
                new Slot(new Channel("RCS"), out, marketing, "k", "s", "n", cvm, "c", "o", nothing),
                new Slot(sms, Direction.INBOUND, marketing, "k", "s", "n", cvm, "c", "o", nothing),
                new Slot(sms, out, Purpose.SERVICE, "k", "s", "n", cvm, "c", "o", nothing),
                new Slot(sms, out, marketing, null, "s", "n", cvm, "c", "o", nothing),
                new Slot(sms, out, marketing, "k", null, "n", cvm, "c", "o", nothing),
                new Slot(sms, out, marketing, "k", "s", null, cvm, "c", "o", nothing),
                new Slot(sms, out, marketing, "k", "s", "n", SenderClass.VAS, "c", "o", nothing),
                new Slot(sms, out, marketing, "k", "s", "n", cvm, null, "o", nothing),
                new Slot(sms, out, marketing, "k", "s", "n", cvm, "c", null, nothing),
                new Slot(sms, out, marketing, "k", "s", "n", cvm, "c", "o", null));
    }

    private static Slot read(SharedSlots shared, Slot s) {
        return shared.of(
                s.channel(),
                s.direction(),
                s.purpose(),
                s.category(),
                s.subject(),
                s.sender(),
                s.senderClass(),
                s.campaign(),
                s.offer(),
                s.amounts());
    }
}
