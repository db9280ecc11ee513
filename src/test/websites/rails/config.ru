require "rails"
require "action_controller/railtie"

class Website < Rails::Application
  config.root = __dir__
  config.eager_load = false
  config.hosts.clear
  config.logger = Logger.new($stdout)
  config.secret_key_base = "of a website that is only there for tests"
end

require_relative "realtime"
require_relative "orders"

Website.initialize!
Website.routes.draw do
  # tag::rails-routes
  get "realtime/rooms", to: "realtime#rooms"
  # end::rails-routes
  get "sign-in/:id", to: "orders#sign_in"
  post "orders/:id/ship", to: "orders#ship"
end

run Website
