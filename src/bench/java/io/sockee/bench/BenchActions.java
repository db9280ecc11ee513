package io.sockee.bench;

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.NonBlocking;

/** An echo as an action, over sockets and HTTP, on the fast path. */
@Actions("bench")
public class BenchActions {

    @Action
    @NonBlocking
    public BenchPayload echo(BenchPayload payload) {
        return payload;
    }
}
