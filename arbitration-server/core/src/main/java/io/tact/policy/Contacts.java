package io.tact.policy;

import io.tact.model.Contact;
import java.util.Arrays;
import java.util.List;

/** The contacts of one decision: the remembered ones, then those it has picked so far. Belongs to one thread. */
final class Contacts {
    private final int remembered;
    private Contact[] contacts;
    private long[] times;

    Contacts(List<Contact> history) {
        this.remembered = history.size();
        this.contacts = history.toArray(new Contact[0]);
        this.times = new long[remembered];
        for (int i = 0; i < remembered; i++) {
            times[i] = LocalClock.millis(contacts[i].at());
        }
    }

    int count() {
        return contacts.length;
    }

    Contact get(int index) {
        return contacts[index];
    }

    /** When a contact took place, in epoch milliseconds. */
    long time(int index) {
        return times[index];
    }

    /** Whether a contact is one that this decision picked. */
    boolean isPicked(int index) {
        return index >= remembered;
    }

    void pick(Contact contact) {
        int last = contacts.length;
        contacts = Arrays.copyOf(contacts, last + 1);
        times = Arrays.copyOf(times, last + 1);
        contacts[last] = contact;
        times[last] = LocalClock.millis(contact.at());
    }
}
