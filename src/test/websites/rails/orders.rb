class OrdersController < ActionController::API
  def sign_in
    render plain: Realtime.token(params[:id].to_i)
  end

  # tag::rails-use
  def ship
    id = params[:id].to_i
    Realtime.push(["user_8"], "update_store", "order", { id: id }, key: "order-#{id}-shipped")
    head :no_content
  end
  # end::rails-use
end
