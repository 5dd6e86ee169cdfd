#include "presetlist.h"

#include "icons.h"

namespace Ui {
namespace {

QLatin1StringView iconOf(Preset preset)
{
    switch (preset) {
    case Preset::Practice:
        return QLatin1StringView("practice-broker");
    case Preset::Url:
        return QLatin1StringView("insert-link");
    default:
        return QLatin1StringView("network-server");
    }
}

} // namespace

PresetList::PresetList(QWidget* parent) : QListWidget(parent)
{
    setObjectName(QStringLiteral("presets"));
    setAccessibleName(tr("Presets"));
    setIconSize(QSize(Theme::iconSize, Theme::iconSize));
    setUniformItemSizes(true);
    for (const Preset preset : {Preset::Practice, Preset::Classic, Preset::Artemis,
             Preset::RabbitMq, Preset::Spring, Preset::Url}) {
        const QString name = preset == Preset::Url ? tr("URL")
            : preset == Preset::Spring             ? tr("Spring over WebSocket")
                                                   : ConnectionProfile::forPreset(preset).name;
        auto* item = new QListWidgetItem(name, this);
        item->setIcon(icon(iconOf(preset)));
        item->setData(Qt::UserRole, static_cast<int>(preset));
        item->setSizeHint(QSize(0, Theme::grid * 4));
    }
    setFixedHeight(Theme::grid * 4 * count() + Theme::halfGrid);
}

Preset PresetList::presetAt(int row) const
{
    return static_cast<Preset>(item(row)->data(Qt::UserRole).toInt());
}

} // namespace Ui
