package io.sockee.push;

import java.time.Duration;

/**
 * How websites are asked.
 *
 * @param connectTimeout how long a connection may take
 * @param timeout how long a call may take, from its beginning to the end of the answer
 * @param calls how many calls to one site may be under way at a time
 * @param waitingCalls how many more may wait
 * @param publicOnly whether addresses of private networks are refused
 */
public record WebsiteSettings(
        Duration connectTimeout, Duration timeout, int calls, int waitingCalls, boolean publicOnly) {}
