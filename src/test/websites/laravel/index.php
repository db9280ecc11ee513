<?php

// As little of an application as Laravel needs to serve routes: its files would be a composer project's.
require 'Illuminate/autoload.php';
require 'GuzzleHttp/autoload.php';

use Illuminate\Config\Repository;
use Illuminate\Encryption\EncryptionServiceProvider;
use Illuminate\Filesystem\FilesystemServiceProvider;
use Illuminate\Foundation\Application;
use Illuminate\Foundation\Http\Kernel;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Facade;
use Illuminate\View\ViewServiceProvider;

$app = new Application(__DIR__);
$app->instance('config', new Repository([
    'app' => ['key' => 'base64:' . base64_encode(str_repeat('k', 32)), 'cipher' => 'AES-256-CBC'],
    // tag::laravel-services
    'services' => ['sockee' => ['url' => env('SEND_URL'), 'key' => env('SHOP_KEY')]],
    // end::laravel-services
    'view' => ['paths' => [], 'compiled' => sys_get_temp_dir()],
]));
$app->detectEnvironment(fn () => 'testing');
Facade::setFacadeApplication($app);
foreach ([EncryptionServiceProvider::class, FilesystemServiceProvider::class, ViewServiceProvider::class] as $provider) {
    $app->register($provider);
}
$app->boot();

require 'realtime.php';

$kernel = new class ($app, $app['router']) extends Kernel {
    protected $bootstrappers = [];
};
$kernel->handle(Request::capture())->send();
