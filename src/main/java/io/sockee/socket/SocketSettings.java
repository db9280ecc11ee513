package io.sockee.socket;

import java.time.Duration;

/**
 * The settings of sockets.
 *
 * @param connectTimeout how long a connection may take to join its first namespace, admission and connect methods included
 * @param maxWaitingCalls how many calls of one socket may wait
 * @param maxPendingAcks how many answers may be awaited from one socket
 * @param maxAnswerBytes how many bytes the answers of many sockets to one question may take (a char of text counts as one)
 * @param maxTimers how many timers one socket may have
 * @param maxWaitingBytes how many bytes the waiting calls of one connection may take (a char of text counts as one)
 * @param maxNamespaces how many namespaces one connection may be in
 * @param maxJoins how many times a minute one connection may join a namespace
 * @param maxStreams how many streams may be under way to one socket
 */
public record SocketSettings(
        Duration connectTimeout,
        int maxWaitingCalls,
        int maxPendingAcks,
        long maxAnswerBytes,
        int maxTimers,
        long maxWaitingBytes,
        int maxNamespaces,
        int maxJoins,
        int maxStreams) {}
