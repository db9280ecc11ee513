<?php

use Illuminate\Contracts\Encryption\DecryptException;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Crypt;
use Illuminate\Support\Facades\Http;
use Illuminate\Support\Facades\Route;

// tag::laravel
final class Realtime
{
    /** Returns when it is stored; fails if it may not be: try again, with the same key. */
    public static function push(array $rooms, string $event, array $args, string $key): void
    {
        Http::withHeaders(['X-Api-Key' => config('services.sockee.key'), 'Idempotency-Key' => $key])
            ->timeout(5)
            ->retry(3, 200)
            ->post(config('services.sockee.url'), ['rooms' => $rooms, 'event' => $event, 'args' => $args]);
    }

    /** What the page gives to its client: encrypted, and good for an hour. */
    public static function token(int $user): string
    {
        return Crypt::encrypt([$user, time() + 3600]);
    }

    public static function user(string $token): ?int
    {
        try {
            [$user, $until] = Crypt::decrypt($token);
        } catch (DecryptException) {
            return null;
        }
        return time() < $until ? $user : null;
    }
}

/** The authUrl: who is it, and which rooms may they be in? */
Route::get('/realtime/rooms', function (Request $request) {
    $user = Realtime::user($request->bearerToken() ?? '');
    return $user === null ? response('', 401) : ["user_$user", 'staff'];
});
// end::laravel

Route::get('/sign-in/{user}', fn (int $user) => Realtime::token($user));

// tag::laravel-use
Route::post('/orders/{id}/ship', function (int $id) {
    Realtime::push(['user_8'], 'update_store', ['order', ['id' => $id]], "order-$id-shipped");
    return response()->noContent();
});
// end::laravel-use
