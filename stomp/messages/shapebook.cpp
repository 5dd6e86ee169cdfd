#include "shapebook.h"

#include <stomp/payload/bodytext.h>
#include <stomp/payload/packedbody.h>

#include <algorithm>

namespace Stomp {

void ShapeBook::look(const NumberedRange& messages)
{
    const SegmentRange& range = messages.range;
    for (std::uint32_t i = 0; i < range.rowCount; ++i) {
        const MessageRow& row = range.segment->row(range.firstRow + i);
        look(range.segment->bytes(row), row, messages.firstSerial + i);
    }
}

void ShapeBook::look(std::string_view bytes, const MessageRow& row, std::uint64_t serial)
{
    const FrameView& frame = m_decoder.decode(bytes, row.bodyOffset, row.version);
    const std::string_view destination = frame.value("destination");
    const bool isLast = m_last != m_chapters.end() && m_last->first.connection == row.connection
        && m_last->first.destination == destination;
    if (!isLast) {
        ShapeSubject subject{row.connection, std::string(destination)};
        m_last = m_chapters.find(subject);
        if (m_last == m_chapters.end()) {
            if (m_chapters.size() == maxDestinations) {
                ++m_unwatched;
                return;
            }
            m_last = m_chapters.try_emplace(std::move(subject)).first;
        }
    }
    Chapter& chapter = m_last->second;
    chapter.isNews = true;
    std::vector<std::uint32_t>& subscriptions = chapter.subscriptions;
    if (std::find(subscriptions.rbegin(), subscriptions.rend(), row.subscription)
        == subscriptions.rend())
        subscriptions.push_back(row.subscription);
    const UnpackedBody unpacked =
        unpackBody(frame.body, frame.value("content-encoding"), maxUnpacked);
    const bool isPacked = unpacked.packing != Packing::None;
    if (isPacked && (unpacked.isCut || !unpacked.complaint.empty())) {
        chapter.learner.learnOther(
            unpacked.isCut ? "packed, and too large to look at" : unpacked.complaint, serial);
        return;
    }
    const BodyText body = BodyText::of(
        isPacked ? std::string_view(unpacked.bytes) : frame.body, frame.value("content-type"));
    if (body.kind == ContentKind::Json)
        chapter.learner.learnJson(body.text, serial);
    else
        chapter.learner.learnOther(
            body.json && *body.json ? std::string_view(describe(*body.json)) : std::string_view(),
            serial);
}

std::vector<ShapeNews> ShapeBook::takeNews()
{
    std::vector<ShapeNews> news;
    for (auto& [subject, chapter] : m_chapters) {
        if (!chapter.isNews)
            continue;
        chapter.isNews = false;
        news.push_back({subject, chapter.learner.report(), chapter.subscriptions});
    }
    return news;
}

} // namespace Stomp
