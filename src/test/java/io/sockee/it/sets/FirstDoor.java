package io.sockee.it.sets;

import io.sockee.api.ConnectCalls;
import io.sockee.api.Socket;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** The first that stands before connect methods. */
@ConnectCalls
@Interceptor
@Priority(Interceptor.Priority.APPLICATION + 10)
public class FirstDoor {
    @Inject
    private Socket socket;

    @AroundInvoke
    Object pass(InvocationContext call) throws Exception {
        SetsDoors.pass(socket, "first");
        return call.proceed();
    }
}
