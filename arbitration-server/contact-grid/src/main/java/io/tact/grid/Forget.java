package io.tact.grid;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Has a member forget all it holds outside the grid. */
final class Forget implements Callable<Boolean>, IdentifiedDataSerializable, HazelcastInstanceAware {
    private @Nullable HazelcastInstance member;

    @Override
    public Boolean call() {
        Held.on(member).forgetAll();
        return true;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        member = instance;
    }

    @Override
    public int getFactoryId() {
        return GridSerialization.FACTORY;
    }

    @Override
    public int getClassId() {
        return GridSerialization.FORGET;
    }

    @Override
    public void writeData(ObjectDataOutput out) {}

    @Override
    public void readData(ObjectDataInput in) {}
}
