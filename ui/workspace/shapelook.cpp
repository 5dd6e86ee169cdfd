#include "shapelook.h"

#include <iterator>
#include <utility>

namespace Ui {

void ShapeLook::forgetAll()
{
    m_news.clear();
    m_left = 0;
    m_unwatched = 0;
}

void ShapeLook::start(const std::vector<Stomp::NumberedRange>& messages)
{
    const auto held = lock();
    forgetAll();
    begin(messages, 0);
}

void ShapeLook::stop()
{
    const auto held = lock();
    forgetAll();
    cease();
}

ShapeLook::State ShapeLook::take()
{
    const auto held = lock();
    m_isAsked = true;
    return {std::exchange(m_news, {}), behind(), m_left + m_unwatched};
}

void ShapeLook::renew()
{
    m_book = std::make_unique<Stomp::ShapeBook>();
}

void ShapeLook::look(const Stomp::NumberedRange& slice)
{
    m_book->look(slice);
}

void ShapeLook::deliver()
{
    m_unwatched = m_book->unwatched();
    // Reports are copied when somebody wants them, not after each slice.
    if (!isUpToDate() && !m_isAsked)
        return;
    m_isAsked = false;
    std::vector<Stomp::ShapeNews> news = m_book->takeNews();
    m_news.insert(
        m_news.end(), std::make_move_iterator(news.begin()), std::make_move_iterator(news.end()));
}

} // namespace Ui
