package io.sockee.push;

import java.time.Duration;

/**
 * How websites are asked.
 *
 * @param connectTimeout how long a connection may take
 * @param timeout how long an answer may take, from the beginning
 * @param calls how many calls to one site are under way at a time
 * @param waitingCalls how many more may wait
 * @param publicOnly whether addresses of private networks are refused
 */
public record WebsiteSettings(
        Duration connectTimeout, Duration timeout, int calls, int waitingCalls, boolean publicOnly) {}
