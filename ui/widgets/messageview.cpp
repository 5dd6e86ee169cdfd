#include "messageview.h"

namespace Ui {

MessageView MessageView::copyOf(const QByteArray& frame, std::uint32_t bodyOffset)
{
    const auto bytes = std::make_shared<const QByteArray>(frame);
    MessageView view;
    view.owner = bytes;
    view.frame = {bytes->constData(), static_cast<std::size_t>(bytes->size())};
    view.bodyOffset = bodyOffset;
    return view;
}

} // namespace Ui
