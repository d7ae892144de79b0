package io.tact.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Contact;
import io.tact.model.ProfileValue;
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
    void whatComesAfterTheFirstIsLeftAsItIs() {
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
    void aTextThatIsTooLongForANameIsLeftAsItIs() {
        String text = "n".repeat(65);
        assertThat(Shared.text(text)).isSameAs(text);
        assertThat(Shared.text(new String(text))).isNotSameAs(text).isEqualTo(text);
    }
}
