/**
 * What an application imports: annotations for its controllers, and the sockets they talk to.
 *
 * <p>A {@link io.sockee.api.Controller} is a CDI bean whose methods answer the events of Socket.IO clients. Start with {@link
 * io.sockee.api.On}: it says where a method's parameters come from, what becomes of its result and of its exceptions, and
 * on which thread it runs. Then {@link io.sockee.api.Socket}, which is the client that called. These two are enough for
 * most applications.
 *
 * <p>The rest by purpose:
 *
 * <table>
 * <caption>Types by purpose</caption>
 * <thead>
 * <tr><th scope="col">purpose</th><th scope="col">types</th></tr>
 * </thead>
 * <tbody>
 * <tr><td>answering events</td><td>{@link io.sockee.api.On}, {@link io.sockee.api.EventName}, {@link
 *     io.sockee.api.NameParam}, {@link io.sockee.api.Ack}, {@link io.sockee.api.Arguments}, {@link
 *     io.sockee.api.Json}</td></tr>
 * <tr><td>calls over HTTP</td><td>{@link io.sockee.api.Actions}, {@link io.sockee.api.Action}</td></tr>
 * <tr><td>letting clients in, and learning why they went</td><td>{@link io.sockee.api.OnConnect}, {@link
 *     io.sockee.api.OnDisconnect}, {@link io.sockee.api.DisconnectReason}, {@link io.sockee.api.Handshake}, {@link
 *     io.sockee.api.HandshakeGuard}, {@link io.sockee.api.SidGenerator}</td></tr>
 * <tr><td>saying no</td><td>{@link io.sockee.api.RefusedException}, {@link io.sockee.api.ExceptionMapper}, {@link
 *     io.sockee.api.ValidationGroups}</td></tr>
 * <tr><td>knowing who it is</td><td>{@link io.sockee.api.User}, {@link io.sockee.api.LoggedIn}, {@link
 *     io.sockee.api.Users}, {@link io.sockee.api.AuthenticationModule}, {@link io.sockee.api.Authenticated}, {@link
 *     io.sockee.api.Credentials}</td></tr>
 * <tr><td>what outlives a connection</td><td>{@link io.sockee.api.Session}</td></tr>
 * <tr><td>who is here</td><td>{@link io.sockee.api.Presence}, {@link io.sockee.api.RoomPresence}, {@link
 *     io.sockee.api.UserOnline}, {@link io.sockee.api.UserOffline}</td></tr>
 * <tr><td>around calls</td><td>{@link io.sockee.api.EventCalls}, {@link io.sockee.api.ConnectCalls}, {@link
 *     io.sockee.api.RateLimit}</td></tr>
 * <tr><td>sending to many, and doing things with them</td><td>{@link io.sockee.api.Broadcast}, {@link
 *     io.sockee.api.Publisher}, {@link io.sockee.api.BroadcastAnswers}, {@link io.sockee.api.RemoteSocket}</td></tr>
 * <tr><td>saying what is emitted</td><td>{@link io.sockee.api.Emitter}, {@link io.sockee.api.Addressed}, {@link
 *     io.sockee.api.Emits}, {@link io.sockee.api.Publish}, {@link io.sockee.api.PublishChanges}</td></tr>
 * <tr><td>keeping things beside a socket</td><td>{@link io.sockee.api.Socket#data()}, {@link
 *     io.sockee.api.SocketScoped}, {@link io.sockee.api.Timer}</td></tr>
 * <tr><td>observing from elsewhere, as CDI events</td><td>{@link io.sockee.api.SocketConnected}, {@link
 *     io.sockee.api.TransportUpgraded}, {@link io.sockee.api.SocketDisconnecting}, {@link
 *     io.sockee.api.SocketDisconnected}, {@link io.sockee.api.RoomJoined}, {@link io.sockee.api.RoomLeft}, {@link
 *     io.sockee.api.RoomCreated}, {@link io.sockee.api.RoomDeleted}, {@link io.sockee.api.ConnectionError}, {@link
 *     io.sockee.api.EventEmitted}</td></tr>
 * <tr><td>speaking with SockJS clients</td><td>{@link io.sockee.api.SockJs}, {@link io.sockee.api.SockJsService}, {@link
 *     io.sockee.api.SockJsConnection}, {@link io.sockee.api.SockJsTransport}</td></tr>
 * <tr><td>the fast path</td><td>{@link io.sockee.api.NonBlocking}</td></tr>
 * </tbody>
 * </table>
 *
 * <p>Nothing here is null unless it is marked {@code @Nullable}. Mistakes of clients never throw exceptions in the application:
 * the client is answered. Mistakes of the application stop its start, with a message that names the method; those that
 * cannot be seen at the start throw where they are made. When the start has failed, every request is answered with 503.
 *
 * <p>Controllers are tested without a server by {@code io.sockee.testkit}. The guide, {@code docs/guide} among the
 * sources, shows each of these at work; its examples are compiled and run by the build.
 */
@NullMarked
package io.sockee.api;

import org.jspecify.annotations.NullMarked;
