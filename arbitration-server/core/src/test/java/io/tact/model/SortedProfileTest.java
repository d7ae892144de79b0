package io.tact.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SortedProfileTest {
    private static ProfileValue value(long number) {
        return new ProfileValue(new AttributeValue.Numeric(Fixed.of(number)), Instant.EPOCH);
    }

    @Test
    void saysWhatASortedMapSays() {
        Random random = new Random(1);
        for (int round = 0; round < 500; round++) {
            int count = random.nextInt(12);
            String[] names = new String[count];
            ProfileValue[] values = new ProfileValue[count];
            Map<String, ProfileValue> map = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                names[i] = "a" + random.nextInt(20);
                values[i] = value(random.nextInt(50));
                map.put(names[i], values[i]);
            }
            for (SortedProfile profile : List.of(SortedProfile.of(names, values), SortedProfile.copyOf(map))) {
                assertThat(profile).isEqualTo(map).hasSameSizeAs(map).hasSameHashCodeAs(map);
                assertThat(map).isEqualTo(profile);
                assertThat(List.copyOf(profile.keySet())).isEqualTo(List.copyOf(map.keySet()));
                for (int i = 0; i < 20; i++) {
                    assertThat(profile.get("a" + i)).isEqualTo(map.get("a" + i));
                    assertThat(profile.containsKey("a" + i)).isEqualTo(map.containsKey("a" + i));
                }
            }
        }
    }

    @Test
    void neverChanges() {
        SortedProfile profile = SortedProfile.copyOf(Map.of("plan", value(1)));
        assertThat(SortedProfile.copyOf(profile)).isSameAs(profile);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> profile.put("plan", value(2)));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(profile::clear);
        Iterator<Map.Entry<String, ProfileValue>> entries = profile.entrySet().iterator();
        entries.next();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(entries::next);
    }

    @Test
    void knowsNothingUnderWhatIsNoName() {
        SortedProfile profile = SortedProfile.copyOf(Map.of("plan", value(1)));
        assertThat(profile.get(null)).isNull();
        assertThat(profile.containsKey((Object) 1)).isFalse();
    }
}
